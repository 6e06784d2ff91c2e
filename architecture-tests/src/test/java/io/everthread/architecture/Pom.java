package io.everthread.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One {@code pom.xml}, as written. */
final class Pom {

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private final Document document;

    private Pom(Document document) {
        this.document = document;
    }

    /** The pom of a module, or with "" the root's. */
    static Pom of(String folder) {
        Path file = SourceTree.ROOT.resolve(folder).resolve("pom.xml");
        try {
            return new Pom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    List<String> modules() {
        return texts("/project/modules/module");
    }

    String artifactId() {
        return texts("/project/artifactId").get(0);
    }

    /** The Java module name, which is also the module's package; empty for a pom without code. */
    List<String> javaModule() {
        return texts("/project/properties/java.module");
    }

    boolean isPublished() {
        return !texts("/project/properties/maven.deploy.skip").contains("true");
    }

    /** The artifact ids of Everthread that the module depends on when it runs. */
    List<String> ourDependencies() {
        return texts("/project/dependencies/dependency[groupId='io.everthread'][not(scope='test')]/artifactId");
    }

    /** The artifact ids of Everthread whose versions this pom manages. */
    List<String> managed() {
        return texts("/project/dependencyManagement/dependencies/dependency[groupId='io.everthread']/artifactId");
    }

    private List<String> texts(String path) {
        try {
            NodeList nodes = (NodeList) XPATH.evaluate(path, document, XPathConstants.NODESET);
            return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                    .map(nodes::item)
                    .map(Node::getTextContent)
                    .map(String::strip)
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
